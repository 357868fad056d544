import { inject, Service } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Api } from '../api/api';
import { ApiProblem } from '../api/api-problem';
import type { EventPage } from '../api/types';
import { type DatabaseTrouble, toDatabaseTrouble, troubleOfCode } from './database-trouble';
import type { StreamPorts, StreamSource, Timer } from './stream-ports';

/** EventSource, HTTP and the browser's timers. */
@Service()
export class BrowserStreamPorts implements StreamPorts {
  private readonly api = inject(Api);

  openStream(sessionId: string, after: number): StreamSource {
    return new EventSourceStream(new EventSource(this.api.streamUrl(sessionId, after)));
  }

  readEvents(sessionId: string, after: number, wait: boolean): Promise<EventPage> {
    return firstValueFrom(this.api.events(sessionId, after, wait));
  }

  isMissing(error: unknown): boolean {
    return error instanceof ApiProblem && error.status === 404;
  }

  databaseTrouble(error: unknown): DatabaseTrouble | null {
    return error instanceof ApiProblem ? troubleOfCode(error.code) : null;
  }

  schedule(ms: number, then: () => void): Timer {
    const timer = setTimeout(then, ms);
    return { cancel: () => clearTimeout(timer) };
  }
}

class EventSourceStream implements StreamSource {
  onEvent: StreamSource['onEvent'] = () => undefined;
  onBeat: StreamSource['onBeat'] = () => undefined;
  onDatabase: StreamSource['onDatabase'] = () => undefined;
  onInterrupted: StreamSource['onInterrupted'] = () => undefined;

  constructor(private readonly source: EventSource) {
    source.onmessage = ({ lastEventId, data }: MessageEvent<string>) =>
      this.onEvent(Number(lastEventId), JSON.parse(data));
    source.addEventListener('heartbeat', () => this.onBeat());
    source.addEventListener('database', ({ data }: MessageEvent<string>) =>
      this.onDatabase(toDatabaseTrouble((JSON.parse(data) as { status?: unknown }).status)),
    );
    // Closed at once: when to come back is the follower's decision, from its own cursor.
    source.onerror = () => {
      this.close();
      this.onInterrupted();
    };
  }

  close(): void {
    this.source.onmessage = null;
    this.source.onerror = null;
    this.source.close();
  }
}
