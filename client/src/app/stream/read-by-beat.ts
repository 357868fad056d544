import type { ConnectionPorts, SourceListener, StreamSource } from './connection-ports';
import { toFeedMessage } from './feed-message';
import type { RawEvent, RawListener } from './sources';

/** Reads a stream beat by beat: all that it has brought comes before its end, and nothing once it is closed. */
export function readByBeat(
  gather: ConnectionPorts['gather'],
  listener: SourceListener,
  connect: (listener: RawListener) => StreamSource,
): StreamSource {
  let closed = false;
  let spoken = false;
  const inbox = gather<RawEvent>(({ type, data }) => {
    const message = toFeedMessage(type, data);
    if (message) listener.onMessage(message);
  });
  const source = connect({
    onEvent: (event) => {
      if (closed) return;
      inbox.add(event);
      // The first sign of life is waited for.
      if (!spoken) inbox.flush();
      spoken = true;
    },
    onEnd: (end) => {
      inbox.flush();
      if (!closed) listener.onEnd(end);
    },
  });
  return {
    close: () => {
      closed = true;
      source.close();
      // Whoever comes back asks again for what was not handed on.
      inbox.clear();
    },
  };
}
