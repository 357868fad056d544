import { explainNpm, npmCommand } from './npm.mjs';

describe('explainNpm', () => {
  it.each([
    [
      'no network',
      'npm error code EAI_AGAIN\nnpm error errno EAI_AGAIN',
      /registry cannot be reached \(EAI_AGAIN\)/,
    ],
    ['a proxy that is down', 'npm error code ECONNREFUSED', /HTTPS_PROXY/],
    ['a full disk', 'npm warn tar ENOSPC: no space left on device', /disk is full/],
    [
      'a cache of somebody else',
      'npm error code EACCES\nnpm error path /root/.npm',
      /may not write to \/root\/\.npm/,
    ],
    [
      'anything else',
      'npm error code EUSAGE\nnpm error\nnpm error Missing: x@1 from lock file',
      /\(Missing: x@1 from lock file\)/,
    ],
  ])('turns %s into one line with its remedy', (_case, output, message) => {
    const line = explainNpm(1, output);
    expect(line).toMatch(message);
    expect(line).not.toContain('\n');
  });

  it('tells a missing npm from a failing one', () => {
    expect(explainNpm(127, '')).toMatch(/npm was not found/);
  });
});

describe('npmCommand', () => {
  it('uses the npm and the Node that run us, or the one of the path', () => {
    const here = import.meta.filename.replace('.mjs', '.js');
    expect(npmCommand({ npm_execpath: '/nowhere/npm-cli.js', npm_node_execpath: process.execPath })).toEqual({
      command: 'npm',
      args: [],
    });
    expect(npmCommand({ npm_execpath: here, npm_node_execpath: process.execPath }).command).toBe('npm');
  });
});
