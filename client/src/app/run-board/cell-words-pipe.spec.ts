import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import type { ItemState, RunInfo } from '../api/run-state';
import type { PortalLanguageName } from '../shared/portal-language';
import { portalWords, speak } from '../testing/portal-words';
import { anItem } from '../testing/session-documents';
import { CellWordsPipe } from './cell-words-pipe';

function setup(language: PortalLanguageName) {
  TestBed.configureTestingModule({ imports: [portalWords], providers: [CellWordsPipe] });
  speak(language);
  const pipe = TestBed.inject(CellWordsPipe);
  const transloco = TestBed.inject(TranslocoService);
  const t = (key: string, values = {}) => transloco.translate<string>(key, values, language);
  return (item: ItemState, { awaited, prices }: { awaited?: string; prices?: RunInfo['prices'] } = {}) =>
    pipe.transform(item, 'eyes', awaited ?? null, prices, t);
}

const prices = { input: 10, output: 20, currency: 'CNY' };
const written = anItem('done', {
  attempt: 2,
  locked: true,
  startedAt: 1_000,
  finishedAt: 43_000,
  usage: { inputTokens: 900, outputTokens: 100 },
});

describe('CellWordsPipe', () => {
  it('says state, attempt, time, tokens and cost of a cell, in both languages', () => {
    expect(setup('zh')(written, { prices }).spoken).toBe(
      '已完成，已锁定，第 2 次尝试，42秒，1,000 词元，¥0.011',
    );
    TestBed.resetTestingModule();
    expect(setup('en')(written, { prices }).spoken).toBe(
      'done, locked, attempt 2, 42 sec, 1,000 tokens, CN¥0.011',
    );
  });

  it('says nothing of what is not known', () => {
    const say = setup('zh');
    expect(say(anItem('waiting')).spoken).toBe('等待');
    expect(say(anItem('waiting'), { awaited: 'canon' }).spoken).toBe('等你确认');
    expect(say({ ...written, locked: false }).spoken).toBe('已完成，第 2 次尝试，42秒，1,000 词元');
  });

  it('sets apart what is wrong, and says what the server says where it has no words of its own', () => {
    const say = setup('zh');
    const failed = (code: string) => say(anItem('failed', { error: { code, message: 'Out of ink.' } })).parts;
    expect(failed('provider_stream_cut')).toEqual([
      { text: '失败', fault: false },
      { text: '写到一半时连接断开。', fault: true },
    ]);
    expect(failed('of_tomorrow').at(-1)).toEqual({ text: 'Out of ink.', fault: true });
  });
});
