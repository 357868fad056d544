import { ScriptedConnectionPorts } from '../testing/scripted-connection-ports';
import { SILENCE_MS, SilenceWatch } from './silence-watch';

function setup() {
  const ports = new ScriptedConnectionPorts();
  let silences = 0;
  const watch = new SilenceWatch(ports, () => (silences += 1));
  return { ports, watch, silences: () => silences };
}

describe('SilenceWatch', () => {
  it('lets a stream live that says something every ten seconds, and notices once when it does not', () => {
    const { ports, watch, silences } = setup();
    for (let n = 0; n < 10; n += 1) {
      watch.heard();
      ports.pass(10_000);
    }
    expect(silences()).toBe(0);
    ports.pass(SILENCE_MS - 10_000);
    expect(silences()).toBe(1);
    ports.pass(SILENCE_MS);
    expect(silences()).toBe(1);
  });

  it('waits for two heartbeats at least', () => {
    const { ports, watch, silences } = setup();
    ports.pass(4_999);
    watch.heard();
    ports.pass(20_001);
    expect(silences()).toBe(0);
  });

  it('goes by the time that has passed, however late its looks come', () => {
    const { ports, silences } = setup();
    ports.oversleep(60_000);
    expect(silences()).toBe(1);
  });

  it('says nothing once it is called off', () => {
    const { ports, watch, silences } = setup();
    watch.cancel();
    ports.pass(2 * SILENCE_MS);
    expect(silences()).toBe(0);
  });
});
