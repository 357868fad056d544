import { inject, linkedSignal, Service } from '@angular/core';
import { SessionView } from '../chat/session-view';

/** What a reader has before him: the entry at the upper edge, and how far below that edge it begins, px; less than 0 where it has begun above. */
export interface ReadingPlace {
  readonly step: string;
  readonly offset: number;
}

/** Where the reader is in the profile of the session, while he looks at something else too. */
@Service()
export class ProfilePlace {
  private readonly kept = linkedSignal<string | null, ReadingPlace | null>({
    source: inject(SessionView).id,
    computation: () => null,
  });

  /** Null before there was a text to read. */
  readonly place = this.kept.asReadonly();

  keep(place: ReadingPlace): void {
    this.kept.set(place);
  }
}
