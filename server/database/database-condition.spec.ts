import { Logger } from '@nestjs/common';
import { DatabaseCondition } from './database-condition.js';
import { troubleError } from './database-trouble.js';

const error = (code: string, message = 'no') => Object.assign(new Error(message), { code });
const readOnly = error('25006');
const diskFull = error('53100');
const away = error('ECONNREFUSED');

function setup() {
  Logger.overrideLogger(false);
  let now = 0;
  const condition = new DatabaseCondition(() => now);
  const told: string[] = [];
  condition.changes.subscribe(({ status }) => told.push(status));
  return { condition, told, pass: (ms: number) => (now += ms) };
}

describe('DatabaseCondition', () => {
  it('says nothing of a connection that is lost and back at once', () => {
    const { condition, told, pass } = setup();
    condition.failed(away);
    pass(999);
    condition.failed(error('57P01'));
    condition.succeeded('append');
    expect(told).toEqual(['ok']);
    expect(condition.failingFor).toBe(0);
  });

  it('tells once that the database is away, with what helps, and once that it is back', () => {
    const { condition, told, pass } = setup();
    for (let n = 0; n < 5; n++) {
      condition.failed(error('', 'Connection terminated unexpectedly'));
      pass(1_000);
    }
    expect(condition.failingFor).toBe(5_000);
    expect(condition.current.detail).toContain('Check that it runs');
    condition.succeeded('heartbeat');
    expect(told).toEqual(['ok', 'unreachable', 'ok']);
  });

  it('tells at once that writes are refused, also when a pool has put it into words', () => {
    const { condition, told } = setup();
    condition.failed(troubleError('read_only', readOnly));
    expect(told).toEqual(['ok', 'read_only']);
  });

  it('does not call a database unreachable that keeps refusing writes', () => {
    const { condition, told, pass } = setup();
    for (let n = 0; n < 5; n++) {
      condition.failed(readOnly);
      pass(1_500);
      condition.failed(away);
    }
    pass(3_000);
    condition.silent();
    expect(told).toEqual(['ok', 'read_only', 'unreachable']);
  });

  it('takes no heartbeat for space on the disk while appends still fail', () => {
    const { condition, told, pass } = setup();
    condition.failed(diskFull);
    pass(9_999);
    condition.succeeded('heartbeat');
    expect(told).toEqual(['ok', 'disk_full']);
    condition.succeeded('append');
    expect(told).toEqual(['ok', 'disk_full', 'ok']);
    condition.failed(diskFull);
    pass(10_000);
    condition.succeeded('heartbeat');
    expect(told).toEqual(['ok', 'disk_full', 'ok', 'disk_full', 'ok']);
  });

  it('does not blame the database for a statement', () => {
    const { condition, told } = setup();
    condition.failed(error('23505'));
    condition.failed(error('55P03'));
    expect(told).toEqual(['ok']);
    expect(condition.failingFor).toBe(0);
  });
});
