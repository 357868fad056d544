import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTemporaryFolder } from '../testing/open-folder.js';
import { preparePostgresHome } from './postgres-home.js';
import { isOpenToAll } from './postgres-user.js';

/** The server's user is ourselves here: what counts is that there is one for whom reach must be checked. */
const USER = { uid: process.getuid!(), gid: process.getgid!() };

describe('preparePostgresHome', () => {
  let open: string;
  let hidden: string;
  let shared: string;

  beforeEach(() => {
    open = openTemporaryFolder();
    hidden = join(mkdtempSync(join(tmpdir(), 'zzzero-home-')), 'data');
    shared = join(open, 'shared');
  });

  afterEach(() => {
    rmSync(open, { recursive: true });
    rmSync(join(hidden, '..'), { recursive: true });
  });

  it('stays in the data folder where the server can reach it', () => {
    const home = preparePostgresHome(join(open, 'data'), { user: USER, shared });
    expect(home).toMatchObject({
      base: join(open, 'data'),
      data: join(open, 'data', 'postgres'),
      user: USER,
    });
  });

  it('moves to a shared place, always the same, where another user must pass a closed home', () => {
    const home = preparePostgresHome(hidden, { user: USER, shared });
    expect(home.base.startsWith(`${shared}/`)).toBe(true);
    expect(isOpenToAll(home.base)).toBe(true);
    expect(preparePostgresHome(hidden, { user: USER, shared }).base).toBe(home.base);
    expect(preparePostgresHome(`${hidden}2`, { user: USER, shared }).base).not.toBe(home.base);
  });

  it('stays even in a closed home where the server is run by its owner', () => {
    expect(preparePostgresHome(hidden, { user: undefined, shared }).base).toBe(hidden);
  });

  it('keeps the socket to the user of the server', () => {
    const { socketFolder } = preparePostgresHome(open, { user: USER, shared });
    expect(statSync(socketFolder!).mode & 0o777).toBe(0o700);
  });

  it('does without a socket where its path would be too long for the system', () => {
    const long = join(open, 'x'.repeat(80));
    mkdirSync(long);
    chmodSync(long, 0o755);
    expect(preparePostgresHome(long, { user: undefined, shared }).socketFolder).toBeUndefined();
  });
});
