import type { Part } from '../part.js';
import { append } from './append.js';
import { fanOut } from './fan-out.js';
import { growth } from './growth.js';
import { latency } from './latency.js';
import { makeSpan } from './make-span.js';
import { onScreen } from './on-screen.js';
import { peers } from './peers.js';
import { resume } from './resume.js';
import { startUp } from './start-up.js';
import { wire } from './wire.js';

/** In the order of the table. */
export const PARTS: readonly Part[] = [
  latency,
  fanOut,
  wire,
  append,
  resume,
  makeSpan,
  onScreen,
  startUp,
  growth,
  peers,
];
