/** One change of the page in this time, ms: thirty a second read as smoothly as sixty, and cost half. */
const BEAT_MS = 33;

/**
 * Number of the beat that a frame belongs to, by the frame's time. Whoever changes the page with time does so in the
 * first frame of a beat, so that all changes are worked out together.
 */
export function beatOf(frameTime: number): number {
  return Math.floor(frameTime / BEAT_MS);
}
