import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A process that runs compiled code of ours. */
export interface ServerProcess {
  child: ChildProcess;
  /** The next line it prints; rejects when it ends instead. */
  nextLine(): Promise<string>;
  /** Lets its `await done` return, and waits for its end. */
  finish(): Promise<void>;
  /** `kill -9` to it and all of its process group; nothing when it has ended. */
  killGroup(): Promise<void>;
}

/** Rooms of the server, compiled into a folder of their own: for tests that need more than one process. */
export class CompiledServer {
  private readonly folder = mkdtempSync(join(tmpdir(), 'zzzero-compiled-'));
  private scripts = 0;

  constructor(...rooms: string[]) {
    const root = join(import.meta.dirname, '..', '..');
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
    writeFileSync(join(this.folder, 'package.json'), '{ "type": "module" }');
    const swc = join(root, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
    const inputs = rooms.map((room) => join('server', room));
    const ignored = ['--ignore', '**/*.spec.ts'];
    const compiled = spawnSync(
      process.execPath,
      [swc, ...inputs, '--out-dir', this.folder, '--strip-leading-paths', ...ignored],
      { cwd: root, encoding: 'utf8' },
    );
    if (compiled.status !== 0) throw new Error(compiled.stderr);
  }

  /** @param script module that may import `./<room>/<file>.js` and await `done` */
  run(script: string): ServerProcess {
    const file = join(this.folder, `script-${++this.scripts}.js`);
    writeFileSync(file, `const done = new Promise((go) => process.stdin.once('data', go));\n${script}`);
    const child = spawn(process.execPath, [file], { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
    const closed = once(child, 'close').then(([code]) => code as number | null);
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    child.stdout.setEncoding('utf8');
    const ended = closed.then((code) => {
      throw new Error(`ended with ${code}. ${complaints}`);
    });
    // Nobody may be waiting for a line when it ends.
    ended.catch(() => undefined);
    return {
      child,
      nextLine: () => Promise.race([once(child.stdout, 'data').then(([text]) => String(text).trim()), ended]),
      finish: async () => {
        child.stdin.end('done\n');
        if ((await closed) !== 0) throw new Error(complaints);
      },
      killGroup: async () => {
        if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL');
        await closed;
      },
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
