import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { watchForOrphaning } from './orphaned.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program on our own terminal, passes signals on to it, and resolves with its exit code
 * (128 + n when signal n ended it, as shells have it).
 */
export function runAttached(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const forward = (signal) => child.kill(signal);
    for (const signal of SIGNALS) process.on(signal, forward);
    const stopWatching = watchForOrphaning(() => child.kill('SIGTERM'));
    const end = () => {
      stopWatching();
      SIGNALS.forEach((signal) => process.removeListener(signal, forward));
    };
    child.on('error', (error) => {
      end();
      reject(error);
    });
    child.on('exit', (code, signal) => {
      end();
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}
