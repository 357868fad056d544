import type { ConnectionPorts, SourceListener, StreamSource, Timer } from './connection-ports';
import type { FeedMessage } from './feed-message';
import { SilenceWatch } from './silence-watch';

/** Without a first sign of life by then, something on the way holds the stream back, ms. */
export const FIRST_SIGN_MS = 5_000;

/** What becomes of a stream. Told that it is mute, silent or over, whoever listens closes it. */
export interface StreamListener {
  /** Its first sign of life, which is handed on next. */
  onFirst(): void;
  onMessage(message: FeedMessage): void;
  /** It has not said a word in time. */
  onMute(): void;
  /** It has nothing more to say, though nobody has said that it ended. */
  onSilence(): void;
  /** @param ageMs how old it has become; null when it had not said a word */
  onEnd(ageMs: number | null): void;
}

/** A stream of which somebody sees to it that it speaks, from its opening to its end. */
export class WatchedStream implements StreamSource {
  private readonly source: StreamSource;
  private watch: Timer;

  constructor(
    ports: Pick<ConnectionPorts, 'schedule' | 'now'>,
    open: (listener: SourceListener) => StreamSource,
    listener: StreamListener,
  ) {
    const began = ports.now();
    let silence: SilenceWatch | undefined;
    this.watch = ports.schedule(FIRST_SIGN_MS, () => listener.onMute());
    this.source = open({
      onMessage: (message) => {
        if (!silence) {
          this.watch.cancel();
          this.watch = silence = new SilenceWatch(ports, () => listener.onSilence());
          listener.onFirst();
        }
        silence.heard();
        listener.onMessage(message);
      },
      onEnd: () => listener.onEnd(silence ? ports.now() - began : null),
    });
  }

  close(): void {
    this.watch.cancel();
    this.source.close();
  }
}
