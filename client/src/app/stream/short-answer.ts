import type { ConnectionPorts, SourceEnd, SourceListener, StreamSource, Timer } from './connection-ports';
import type { FeedMessage } from './feed-message';

/** How long the server may hold a short answer, s; one that is much later than that does not come. */
export const HOLD_S = 20;
export const LOST_ANSWER_MS = 30_000;

/** What becomes of a short answer. Told that it is whole, or failed, whoever listens closes it. */
export interface AnswerListener {
  /** Its first word, which is handed on next. */
  onFirst(): void;
  onMessage(message: FeedMessage): void;
  /** It is there, all of it. */
  onWhole(): void;
  /** How it ended instead; `over` without a word: it was not our server who answered. */
  onFailure(end: SourceEnd | { kind: 'lost' }): void;
}

/** One answer of a long-poll: it comes whole, or fails. */
export class ShortAnswer implements StreamSource {
  private readonly source: StreamSource;
  private readonly patience: Timer;

  constructor(
    ports: Pick<ConnectionPorts, 'schedule'>,
    open: (listener: SourceListener) => StreamSource,
    listener: AnswerListener,
  ) {
    let told = false;
    this.patience = ports.schedule(LOST_ANSWER_MS, () => listener.onFailure({ kind: 'lost' }));
    this.source = open({
      onMessage: (message) => {
        if (!told) listener.onFirst();
        told = true;
        listener.onMessage(message);
      },
      onEnd: (end) => {
        if (end.kind === 'over' && told) listener.onWhole();
        else listener.onFailure(end);
      },
    });
  }

  close(): void {
    this.patience.cancel();
    this.source.close();
  }
}
