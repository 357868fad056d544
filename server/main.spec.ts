import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The server as a process of its own, compiled into a checkout of its own: `dist/` may be old or missing. */
describe('main', () => {
  const source = join(import.meta.dirname, '..');
  let root: string;
  const open: Server[] = [];
  const children: ChildProcess[] = [];

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'zzzero-main-'));
    cpSync(join(source, 'package.json'), join(root, 'package.json'));
    symlinkSync(join(source, 'node_modules'), join(root, 'node_modules'));
    const swc = join(source, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
    const output = join(root, 'dist', 'server');
    const ignored = ['--ignore', '**/*.spec.ts', '--ignore', '**/testing/**'];
    const compiled = spawnSync(
      process.execPath,
      [swc, 'server', '--out-dir', output, '--strip-leading-paths', ...ignored],
      { cwd: source, encoding: 'utf8' },
    );
    if (compiled.status !== 0) throw new Error(compiled.stderr);
  });

  afterEach(() => {
    open.splice(0).forEach((server) => server.close());
    children.splice(0).forEach((child) => child.kill('SIGKILL'));
    rmSync(join(root, '.env'), { force: true });
  });

  afterAll(() => rmSync(root, { recursive: true }));

  function start(environment: Record<string, string>) {
    const child = spawn(process.execPath, [join(root, 'dist', 'server', 'main.js')], {
      env: { PATH: process.env['PATH'], DATA_DIR: join(root, 'data'), ...environment },
    });
    children.push(child);
    const printed = { out: '', error: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.error += text));
    const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...printed }));
    return { child, ended };
  }

  async function listen(server: Server): Promise<string> {
    open.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return String((server.address() as AddressInfo).port);
  }

  it('prints the address of a ZZZero that has the port, and ends well', async () => {
    const health = createHttpServer((_request, response) => {
      response.setHeader('connection', 'close').end('{"status":"ok","name":"zzzero"}');
    });
    const PORT = await listen(health);

    const { code, out, error } = await start({ PORT }).ended;

    expect(error).toBe('');
    expect(out.trim().split('\n')).toEqual([
      `ZZZero is running already   http://127.0.0.1:${PORT}/`,
      '  It keeps its settings: to change them, stop it (Ctrl-C) and start again.',
    ]);
    expect(code).toBe(0);
  });

  it('says in one line that another program has the port, and what to do', async () => {
    const PORT = await listen(createServer((socket) => socket.end('SSH-2.0\r\n')));

    const { code, error } = await start({ PORT }).ended;

    expect(error).toMatch(/^zzzero: Port \d+ is taken by another program\. .*PORT=\d+ npm start\n$/);
    expect(code).toBe(1);
  });

  it('names every wrong value, one line each, from the environment and from .env', async () => {
    writeFileSync(join(root, '.env'), 'LOG_LEVEL=loud\n');

    const { code, error } = await start({ PORT: 'x', HOST: '0.0.0.0' }).ended;

    expect(
      error
        .trim()
        .split('\n')
        .map((line) => /^zzzero: (\w+):/.exec(line)?.[1]),
    ).toEqual(expect.arrayContaining(['HOST', 'LOG_LEVEL', 'PORT']));
    expect(error.trim().split('\n')).toHaveLength(3);
    expect(code).toBe(1);
  });

  it('says in one line that the host is not of this machine', async () => {
    const { code, error } = await start({ PORT: '7861', HOST: '203.0.113.7', ALLOW_UNAUTHENTICATED: '1' })
      .ended;

    expect(error).toMatch(/^zzzero: HOST 203\.0\.113\.7 is not an address of this machine\..*\n$/);
    expect(code).toBe(1);
  });
});
