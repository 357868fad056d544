import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { unsupportedPlatform } from './postgres-binaries.js';
import type { PostgresHome } from './postgres-home.js';

/** What the programs need of our environment. PG* variables meant for another server would lead them astray. */
const PASSED_ON = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot'];

/**
 * Runs `initdb` or `pg_ctl` to its end, as the server's user, in a session of its own: Ctrl-C in our terminal reaches
 * neither it nor the server that it starts.
 *
 * @throws Error with the program's complaints; DatabaseError `database_platform_unsupported` when it cannot be loaded
 */
export function runPostgresProgram(
  home: PostgresHome,
  program: 'initdb' | 'pg_ctl',
  args: string[],
): Promise<void> {
  const path = join(home.native, 'bin', program);
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, {
      ...home.user,
      cwd: home.base,
      detached: true,
      windowsHide: true,
      // From pg_ctl nothing is piped: the server would inherit the pipe and keep it open.
      stdio: ['ignore', 'ignore', program === 'initdb' ? 'pipe' : 'ignore'],
      env: {
        ...Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]])),
        LC_ALL: 'C',
        LD_LIBRARY_PATH: join(home.native, 'lib'),
      },
    });
    let complaints = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    child.once('error', (error: NodeJS.ErrnoException) => {
      // It is there and "not found": what is not found is its loader.
      const isForeign = error.code === 'ENOENT' && existsSync(path) && existsSync(home.base);
      reject(isForeign ? unsupportedPlatform('Its programs need glibc, and this system has musl') : error);
    });
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ended with ${code ?? signal}. ${complaints.trim()}`.trim()));
    });
  });
}
