import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Configuration } from '../config/configuration.js';

/**
 * One JSON line a message on the standard output. Of a request it logs method, path, status and time:
 * no body, header or query, where prompts and keys would be. Requests that went well are `debug`.
 */
export function loggerModule(configuration: Configuration): DynamicModule {
  return LoggerModule.forRoot({
    pinoHttp: {
      level: configuration.logLevel,
      base: undefined,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      quietReqLogger: true,
      customLogLevel: (_request: IncomingMessage, response: ServerResponse, error?: Error) =>
        error || response.statusCode >= 500 ? 'warn' : 'debug',
      serializers: {
        req: ({ method, url }: { method: string; url: string }) => ({ method, path: url.split('?')[0] }),
        res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
      },
    },
  });
}
