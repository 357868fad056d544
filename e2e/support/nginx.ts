import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openTemporaryFolder } from '../../server/testing/open-folder.js';
import { until } from '../../server/testing/until.js';
import { freePort } from './free-port.js';

const CONFIGURATION = resolve(import.meta.dirname, '../../deploy/nginx.conf');
const SERVER = /^ {4}server 127\.0\.0\.1:\d+(.*)$/gm;

/** Why a test of it is skipped; `.ci/run` installs nginx where it may. */
export const NO_NGINX = 'there is no nginx on this machine';

/** Whether this machine has nginx. */
export const hasNginx = spawnSync('nginx', ['-v']).error === undefined;

/** The nginx of this machine with `deploy/nginx.conf`, in front of the given servers. */
export class Nginx {
  private constructor(
    readonly url: string,
    private readonly folder: string,
    private readonly child: ChildProcess,
  ) {}

  /** As `deploy/nginx.conf` sets it up. */
  static start(ports: readonly number[]): Promise<Nginx> {
    return Nginx.serve((port) => site(ports, port));
  }

  /** As somebody sets it up who has read no more than that it is a proxy, with these lines in addition. */
  static startPlain(port: number, lines = ''): Promise<Nginx> {
    return Nginx.serve(
      (own) => `server {
        listen 127.0.0.1:${own};
        location / {
          proxy_pass http://127.0.0.1:${port};
          proxy_set_header Host $http_host;
          ${lines}
        }
      }`,
    );
  }

  private static async serve(siteOn: (port: number) => string): Promise<Nginx> {
    const folder = openTemporaryFolder();
    const port = await freePort();
    const file = join(folder, 'nginx.conf');
    writeFileSync(
      file,
      `events {}\npid ${folder}/pid;\nhttp {\n${temporaryFolders(folder)}\n${siteOn(port)}\n}\n`,
    );
    const child = spawn('nginx', [
      '-p',
      folder,
      '-e',
      join(folder, 'error.log'),
      '-c',
      file,
      '-g',
      'daemon off;',
    ]);
    const nginx = new Nginx(`http://127.0.0.1:${port}`, folder, child);
    await until(async () => (await fetch(`${nginx.url}/api/health`)).ok);
    return nginx;
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await gone;
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The site as it is deployed, with this test's ports. */
function site(ports: readonly number[], port: number): string {
  const rest = [...ports];
  return readFileSync(CONFIGURATION, 'utf8')
    .replaceAll(SERVER, (_line, options: string) => {
      const next = rest.shift();
      return next === undefined ? '' : `    server 127.0.0.1:${next}${options}`;
    })
    .replace('listen 8080;', `listen 127.0.0.1:${port};`);
}

function temporaryFolders(folder: string): string {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return ['access_log off;', ...kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`)].join('\n');
}
