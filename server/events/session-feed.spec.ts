import { SessionFeed, type FeedListener } from './session-feed.js';
import type { StoredEvent } from './stored-event.js';

const events = (first: number, last: number): StoredEvent[] =>
  Array.from({ length: last - first + 1 }, (_, n) => ({ seq: first + n, at: new Date(0), data: '{}' }));
const listener = (next: FeedListener['next']): FeedListener => ({ next, complete: () => undefined });
const turn = () => new Promise((resolve) => setImmediate(resolve));

function setup(length: number) {
  const reads: Map<string, number>[] = [];
  const feed = new SessionFeed((after) => {
    reads.push(new Map(after));
    return Promise.resolve(new Map([...after].map(([id, seq]) => [id, events(seq + 1, length)])));
  });
  const watch = (id: string) => {
    const seen: number[] = [];
    feed.subscribe(
      id,
      listener((batch) => seen.push(...batch.map(({ seq }) => seq))),
    );
    feed.live(id, 0);
    return seen;
  };
  return { feed, reads, watch };
}

describe('SessionFeed', () => {
  it('passes consecutive events on without asking the table', async () => {
    const { feed, reads, watch } = setup(9);
    const seen = watch('a');
    feed.publish('a', events(1, 4));
    feed.publish('a', events(3, 6));
    feed.announce('a', 6);
    await turn();
    expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
    expect(reads).toEqual([]);
  });

  it('reads what is missing once, for a thousand sessions and all their viewers', async () => {
    const { feed, reads, watch } = setup(3);
    const ids = Array.from({ length: 1_000 }, (_, n) => `s${n}`);
    const seen = ids.flatMap((id) => [watch(id), watch(id)]);
    for (const id of ids) feed.announce(id, 3);
    await turn();
    expect(seen.every((seqs) => seqs.join() === '1,2,3')).toBe(true);
    // The first announcement starts a read at once; all others share the next.
    expect(reads.length).toBeLessThanOrEqual(2);
  });

  it('fills the gap before what came after it', async () => {
    const { feed, reads, watch } = setup(8);
    const seen = watch('a');
    feed.publish('a', events(1, 2));
    feed.publish('a', events(5, 6));
    await turn();
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(reads).toEqual([new Map([['a', 2]])]);
  });

  it('sends the viewers to the table when it cannot find what is missing', async () => {
    const feed = new SessionFeed(() => Promise.resolve(new Map<string, StoredEvent[]>()));
    const batches: number[] = [];
    feed.subscribe(
      'a',
      listener((batch) => batches.push(batch.length)),
    );
    feed.live('a', 0);
    feed.announce('a', 5);
    await turn();
    expect(batches).toEqual([0]);
  });

  it('asks again after a failed read', async () => {
    let fail = true;
    const feed = new SessionFeed((after) =>
      fail
        ? Promise.reject(new Error('away'))
        : Promise.resolve(new Map([...after].map(([id]) => [id, events(1, 2)]))),
    );
    const seen: number[] = [];
    feed.subscribe(
      'a',
      listener((batch) => seen.push(...batch.map(({ seq }) => seq))),
    );
    feed.live('a', 0);
    feed.announce('a', 2);
    await turn();
    fail = false;
    feed.announce('a', 2);
    await turn();
    expect(seen).toEqual([1, 2]);
  });

  it('does not leave a viewer behind who goes live after one that has read further', async () => {
    const { feed } = setup(101);
    const seen: number[] = [];
    feed.subscribe(
      'a',
      listener((batch) => seen.push(...batch.map(({ seq }) => seq))),
    );
    // 101 was committed elsewhere, between the two reads, and its notification is lost.
    feed.live('a', 101);
    feed.live('a', 100);
    await turn();
    expect(seen).toEqual([101]);
  });

  it('does not overtake a viewer that still reads its history', async () => {
    const { feed, reads } = setup(9);
    const seen: number[] = [];
    feed.subscribe(
      'a',
      listener((batch) => seen.push(...batch.map(({ seq }) => seq))),
    );
    feed.announce('a', 9);
    await turn();
    expect(reads).toEqual([]);
    feed.live('a', 4);
    await turn();
    expect(seen).toEqual([5, 6, 7, 8, 9]);
  });
});
