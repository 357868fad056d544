import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ScriptedProvider } from '../../server/language-model/scripted/scripted-provider.js';
import type { SessionListDto } from '../../server/sessions/session.dto.js';
import { get, post } from '../../server/testing/api-client.js';
import { openTemporaryFolder } from '../../server/testing/open-folder.js';
import { until } from '../../server/testing/until.js';
import { freePort } from './free-port.js';

const ROOT = resolve(import.meta.dirname, '../..');
const START_MS = 30_000;
const QUIET_MS = 30_000;

/** The built server as a user starts it, with a data folder of its own; it can be killed and started again. */
export class ZzzeroServer {
  readonly dataDir = openTemporaryFolder();
  frozen = false;
  private child?: ChildProcess;
  private output = '';

  private constructor(
    readonly port: number,
    private readonly environment: Record<string, string>,
    private readonly root: string,
  ) {}

  /** @param root folder of the build, another one than the checkout's for a patched server */
  static async start(environment: Record<string, string> = {}, root = ROOT): Promise<ZzzeroServer> {
    const server = new ZzzeroServer(await freePort(), environment, root);
    await server.start();
    return server;
  }

  /** With this provider as its default. */
  static startOn(
    provider: ScriptedProvider,
    environment: Record<string, string> = {},
  ): Promise<ZzzeroServer> {
    return ZzzeroServer.start({
      OPENAI_BASE_URL: provider.baseUrl,
      OPENAI_API_KEY: 'sk-test',
      OPENAI_MODEL: 'scripted-model',
      ...environment,
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.child!.pid!;
  }

  async start(): Promise<void> {
    this.frozen = false;
    this.child = spawn(process.execPath, [join(this.root, 'dist/server/main.js')], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PORT: String(this.port),
        DATA_DIR: this.dataDir,
        DATABASE_URL: '',
        OPENAI_API_KEY: '',
        OPENAI_BASE_URL: '',
        LOG_LEVEL: 'warn',
        ...this.environment,
      },
    });
    const keep = (chunk: Buffer): void => void (this.output += chunk.toString());
    this.child.stdout!.on('data', keep);
    this.child.stderr!.on('data', keep);
    for (const until = Date.now() + START_MS; ;) {
      if (await this.isHealthy()) return;
      if (this.child.exitCode !== null || Date.now() > until) throw new Error(`no server: ${this.output}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  /** The process is gone at once, without a word; PostgreSQL stays. */
  async kill(): Promise<void> {
    const gone = once(this.child!, 'exit');
    this.child!.kill('SIGKILL');
    await gone;
  }

  get running(): boolean {
    return this.child!.exitCode === null && this.child!.signalCode === null;
  }

  /** Ends as Ctrl-C would. */
  async terminate(): Promise<void> {
    const gone = once(this.child!, 'exit');
    this.child!.kill('SIGTERM');
    if (this.frozen) this.thaw();
    await gone;
  }

  /** Stops in the middle of whatever it does, with every connection open, until `thaw`. */
  freeze(): void {
    this.frozen = true;
    this.child!.kill('SIGSTOP');
  }

  thaw(): void {
    this.frozen = false;
    this.child!.kill('SIGCONT');
  }

  /** Ends as Ctrl-C would, and removes the data. */
  async stop(): Promise<void> {
    if (this.running) await this.terminate();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** Stops what still runs, so that nothing takes the provider's slots, or its next answers, from the next test. */
  async quiet(): Promise<void> {
    await until(async () => {
      const { body } = await get<SessionListDto>(`${this.url}/api/sessions`);
      const open = body.sessions.filter(({ status }) => status === 'queued' || status === 'running');
      await Promise.all(open.map(({ run_id }) => post(`${this.url}/api/runs/${run_id}/stop`)));
      return open.length === 0;
    }, QUIET_MS);
  }

  private async isHealthy(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/api/health`)).ok;
    } catch {
      return false;
    }
  }
}
