import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { PageErrorHandler } from './page-error-handler';

describe('PageErrorHandler', () => {
  it('logs every error, but not that sizes are told in the next frame', () => {
    const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const handler = TestBed.inject(PageErrorHandler);
    handler.handleError(new Error('ResizeObserver loop completed with undelivered notifications.'));
    expect(log).not.toHaveBeenCalled();
    handler.handleError(new Error('no ResizeObserver loop is in sight'));
    handler.handleError('broken');
    expect(log).toHaveBeenCalledTimes(2);
    log.mockRestore();
  });
});
