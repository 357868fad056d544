import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { writePng } from '../../cards/png.js';

const WIDTH = 400;
const HEIGHT = 600;
/** Width of a soft edge, pixels. */
const EDGE = 1.5;

type Colour = readonly [number, number, number];

/** A bust in two tones of a colour that belongs to the name; the same name has the same portrait. */
export function placeholderPortrait(name: string): Buffer {
  const hue = createHash('sha256').update(name).digest().readUInt16BE() % 360;
  const top = toRgb(hue, 0.3, 0.86);
  const bottom = toRgb(hue, 0.35, 0.68);
  const figure = toRgb(hue, 0.35, 0.36);
  const pixels = Buffer.alloc(HEIGHT * (1 + WIDTH * 3));
  // Plain numbers: a quarter of a million pixels are drawn while streams wait for the same thread.
  for (let y = 0, at = 0; y < HEIGHT; y++) {
    const ground = mix(top, bottom, y / HEIGHT);
    // The first byte of a line is its filter: none.
    at++;
    for (let x = 0; x < WIDTH; x++) {
      const share = Math.max(head(x, y), shoulders(x, y));
      for (let channel = 0; channel < 3; channel++) {
        pixels[at++] = ground[channel]! + (figure[channel]! - ground[channel]!) * share;
      }
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  // 8 bits a channel, RGB.
  header.set([8, 2], 8);
  return writePng([
    { type: 'IHDR', data: header },
    { type: 'IDAT', data: deflateSync(pixels) },
    { type: 'IEND', data: Buffer.alloc(0) },
  ]);
}

/** 1 inside of an ellipse, 0 outside, between them at its edge. */
function ellipse(x: number, y: number, cx: number, cy: number, rx: number, ry: number): number {
  const [dx, dy] = [(x - cx) / rx, (y - cy) / ry];
  const distance = (1 - Math.sqrt(dx * dx + dy * dy)) * Math.min(rx, ry);
  return Math.min(1, Math.max(0, distance / EDGE + 0.5));
}

const head = (x: number, y: number): number => ellipse(x, y, 200, 230, 88, 108);
const shoulders = (x: number, y: number): number => ellipse(x, y, 200, 600, 178, 212);

function mix(from: Colour, to: Colour, share: number): Colour {
  const channel = (index: 0 | 1 | 2): number => Math.round(from[index] + (to[index] - from[index]) * share);
  return [channel(0), channel(1), channel(2)];
}

/** HSL as CSS Color 4 computes it. */
function toRgb(hue: number, saturation: number, lightness: number): Colour {
  const channel = (n: number): number => {
    const k = (n + hue / 30) % 12;
    const amount = saturation * Math.min(lightness, 1 - lightness);
    return Math.round(255 * (lightness - amount * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}
