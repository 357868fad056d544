import { createServer } from 'node:net';
import { once } from 'node:events';

/** Who has the port: nobody, a ZZZero, or another program. */
export type PortOwner = 'free' | 'zzzero' | 'other';

/** Patience with whoever has the port, ms. */
const PATIENCE = 2_000;

/**
 * Looks before anything is started: a second `npm start` should cost nothing and say where the first one is.
 * Rejects with the system's error when the address cannot be had at all (`EACCES`, `EADDRNOTAVAIL`, `ENOTFOUND`).
 */
export async function findPortOwner(host: string, port: number): Promise<PortOwner> {
  if (port === 0 || (await isFree(host, port))) return 'free';
  return (await isZzzero(host, port)) ? 'zzzero' : 'other';
}

async function isFree(host: string, port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen({ host, port });
    await once(server, 'listening');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw error;
  } finally {
    if (server.listening) {
      server.close();
      await once(server, 'close');
    }
  }
}

async function isZzzero(host: string, port: number): Promise<boolean> {
  try {
    const response = await fetch(new URL('/api/health', addressOf(host, port)), {
      signal: AbortSignal.timeout(PATIENCE),
      redirect: 'error',
    });
    const health = (await response.json()) as { name?: unknown } | null;
    return health?.name === 'zzzero';
  } catch {
    // No HTTP, no JSON or no answer: then it is somebody else's.
    return false;
  }
}

/** The address for a browser on this machine. A wildcard host is reached by the loopback name. */
export function addressOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}/`;
}
