import { isComplete } from './install.mjs';

describe('isComplete', () => {
  const wanted = {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/mac': { version: '1.0.0', optional: true, os: ['darwin'] },
    'node_modules/linux': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
    'node_modules/musl': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] },
  };
  const installed = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/linux': { version: '1.0.0' } };

  it('does not miss what is for other platforms', () => {
    expect(isComplete(wanted, installed, 'linux', 'x64')).toBe(true);
  });

  it.each([
    ['a package is missing', { 'node_modules/linux': { version: '1.0.0' } }],
    ['a version is another', { ...installed, 'node_modules/a': { version: '1.0.1' } }],
    ['an optional package of this platform is missing', { 'node_modules/a': { version: '1.0.0' } }],
  ])('asks for an install when %s', (_case, there) => {
    expect(isComplete(wanted, there, 'linux', 'x64')).toBe(false);
  });
});
