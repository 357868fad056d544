import { spawn } from 'node:child_process';

/** Characters of output kept; what matters of a failure stands at the end. */
const KEPT = 200_000;

/**
 * Runs a program and keeps what it prints instead of showing it.
 * @returns {Promise<{code: number, output: string}>} 127 when the program does not exist
 */
export function runQuietly(command, args, { cwd, env = process.env } = {}) {
  return new Promise((resolve) => {
    const windowsScript = process.platform === 'win32' && !command.endsWith('.exe');
    const child = spawn(command, args, { cwd, env, shell: windowsScript, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (text) => (output = (output + text).slice(-KEPT));
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }));
  });
}
