import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const SOURCE = resolve(import.meta.dirname, '../peers');
/** Not ours to depend on: they live beside the other caches and are gone with them. */
const CACHE = resolve(import.meta.dirname, '../../node_modules/.cache/peers');

/** As they were when this was written; the versions are printed with the figures. */
const PACKAGES = {
  ai: '7.0.173',
  '@ai-sdk/openai-compatible': '3.0.92',
  'resumable-stream': '2.2.13',
  redis: '6.3.1',
  '@langchain/langgraph-api': '2.0.0',
  '@langchain/langgraph': '1.7.3',
  '@langchain/core': '1.4.0',
  '@langchain/openai': '1.5.8',
  zod: '4.6.7',
};

/** Installs the peers, once. @throws when the npm registry cannot be reached */
export function installPeers(): void {
  mkdirSync(CACHE, { recursive: true });
  for (const file of readdirSync(SOURCE)) copyFileSync(join(SOURCE, file), join(CACHE, file));
  const manifest = JSON.stringify({ private: true, type: 'module', dependencies: PACKAGES });
  const file = join(CACHE, 'package.json');
  const lock = join(CACHE, 'node_modules', '.package-lock.json');
  if (existsSync(lock) && readFileSync(file, 'utf8') === manifest) return;
  writeFileSync(file, manifest);
  // Their own peer ranges contradict one another.
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--legacy-peer-deps', '--ignore-scripts'], {
    cwd: CACHE,
    stdio: 'ignore',
  });
}

/** The installed program of a peer. */
export function peerProgram(name: string): string {
  return join(CACHE, `${name}.mjs`);
}

export function peerVersion(name: keyof typeof PACKAGES): string {
  return `${name} ${PACKAGES[name]}`;
}
