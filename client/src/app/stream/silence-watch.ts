import type { ConnectionPorts, Timer } from './connection-ports';

/** A stream is looked at this often, ms: to note the time of each of hundreds of events a second costs more. */
const LOOK_MS = 5_000;
/** Two heartbeats missed, ms. */
const SILENT_MS = 25_000;
/** At the latest so long after its last word a stream is known to be dead, ms. */
export const SILENCE_MS = SILENT_MS + LOOK_MS;

/** Notices that a stream has nothing more to say, though nobody has said that it ended. */
export class SilenceWatch implements Timer {
  private spoken = true;
  /** When it was last found to have spoken. */
  private spokeAt = 0;
  private timer: Timer | undefined;

  constructor(
    private readonly ports: Pick<ConnectionPorts, 'schedule' | 'now'>,
    private readonly onSilence: () => void,
  ) {
    this.look();
  }

  /** It has said something. */
  heard(): void {
    this.spoken = true;
  }

  cancel(): void {
    this.timer?.cancel();
  }

  /** By the clock, not by the number of looks: those of a page that nobody looks at come late. */
  private look(): void {
    const now = this.ports.now();
    if (this.spoken) this.spokeAt = now;
    this.spoken = false;
    if (now - this.spokeAt >= SILENT_MS) this.onSilence();
    else this.timer = this.ports.schedule(LOOK_MS, () => this.look());
  }
}
