import { concat, concatMap, defer, EMPTY, filter, map, Observable, of, tap } from 'rxjs';
import type { LanguageModel, ModelDelta, ModelRequest } from '../../language-model/language-model.js';
import type { StepEvent } from '../../workflow/step-event.js';

/** Asks, shows what comes as it comes, and ends with what `finish` makes of the whole answer. */
export function askModel(
  model: LanguageModel,
  request: ModelRequest,
  finish: (text: string) => StepEvent[],
): Observable<StepEvent> {
  return defer(() => {
    let text = '';
    return model.stream(request).pipe(
      tap((delta) => {
        if (delta.kind === 'text') text += delta.text;
      }),
      map((delta) => toStepEvents(delta)),
      concatMap((events) =>
        events.at(-1)?.kind === 'usage' ? of(...events, ...finish(text)) : of(...events),
      ),
    );
  });
}

/** Asks for something that is not shown; what comes of it is what `finish` makes of the whole answer. */
export function askQuietly(
  model: LanguageModel,
  request: ModelRequest,
  finish: (text: string) => Observable<StepEvent>,
): Observable<StepEvent> {
  return defer(() => {
    let text = '';
    const asked = model.stream(request).pipe(
      tap((delta) => {
        if (delta.kind === 'text') text += delta.text;
      }),
      concatMap((delta) => (delta.kind === 'call' || delta.kind === 'finish' ? toStepEvents(delta) : EMPTY)),
      filter(({ kind }) => kind !== 'flag'),
    );
    return concat(
      asked,
      defer(() => finish(text)),
    );
  });
}

/** Usage comes last in an answer. */
function toStepEvents(delta: ModelDelta): StepEvent[] {
  switch (delta.kind) {
    case 'call':
    case 'reasoning':
    case 'text':
      return [delta];
    case 'finish':
      return [...(delta.reason === 'length' ? [{ kind: 'flag', flag: 'cut' } as const] : []), usage(delta)];
  }
}

function usage({ usage }: Extract<ModelDelta, { kind: 'finish' }>): StepEvent {
  return { kind: 'usage', usage: { inputTokens: usage.inputTokens, outputTokens: usage.outputTokens } };
}
