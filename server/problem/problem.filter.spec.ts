import { Body, Controller, Get, Module, Post, Res } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { Type } from 'class-transformer';
import { IsInt, MaxLength, ValidateNested } from 'class-validator';
import type { Response } from 'express';
import { ProblemFilter } from './problem.filter.js';
import { Problem, type ProblemDocument } from './problem.js';
import { createValidationPipe } from './validation.pipe.js';

class Part {
  @IsInt()
  size: number;
}

class Thing {
  @MaxLength(3)
  name: string;

  @ValidateNested({ each: true })
  @Type(() => Part)
  parts: Part[];
}

@Controller()
class ThingController {
  @Post('things')
  create(@Body() thing: Thing): Thing {
    return thing;
  }

  @Get('busy')
  busy(): never {
    throw new Problem(409, 'session_busy', { detail: 'A run is active.' });
  }

  @Get('broken')
  broken(): never {
    throw new Error('the key is sk-123');
  }

  @Get('streaming')
  async streaming(@Res() response: Response): Promise<void> {
    response.type('text/event-stream').write('data: 1\n\n');
    await Promise.resolve();
    response.end();
    throw new Problem(500, 'internal_error');
  }
}

@Module({
  controllers: [ThingController],
  providers: [
    { provide: APP_PIPE, useFactory: createValidationPipe },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
class ThingModule {}

describe('ProblemFilter', () => {
  let app: NestExpressApplication;
  let address: string;

  beforeAll(async () => {
    const testing = await Test.createTestingModule({ imports: [ThingModule] }).compile();
    app = testing.createNestApplication<NestExpressApplication>({ logger: false, bodyParser: false });
    app.useBodyParser('json', { limit: 1000 });
    await app.listen(0, '127.0.0.1');
    address = await app.getUrl();
  });

  afterAll(() => app.close());

  async function ask(path: string, body?: string): Promise<{ problem: ProblemDocument; text: string }> {
    const response = await fetch(address + path, {
      ...(body !== undefined && { method: 'POST', body, headers: { 'content-type': 'application/json' } }),
    });
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const text = await response.text();
    const problem = JSON.parse(text) as ProblemDocument;
    expect(problem.status).toBe(response.status);
    return { problem, text };
  }

  it('sends a problem as it was thrown', async () => {
    expect((await ask('/busy')).problem).toEqual({
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      code: 'session_busy',
      detail: 'A run is active.',
    });
  });

  it('tells nothing of an error that nobody foresaw', async () => {
    const { problem, text } = await ask('/broken');

    expect(problem).toMatchObject({ status: 500, code: 'internal_error' });
    expect(text).not.toContain('sk-123');
  });

  it('names each wrong field with its path and a stable code', async () => {
    const { problem } = await ask('/things', '{"name":"long","parts":[{"size":1},{"size":"x"}],"more":1}');

    expect(problem).toMatchObject({ status: 400, code: 'validation_failed' });
    expect(problem.errors?.map(({ field, code }) => [field, code])).toEqual(
      expect.arrayContaining([
        ['name', 'max_length'],
        ['parts[1].size', 'is_int'],
        ['more', 'unknown_field'],
      ]),
    );
    expect(problem.errors).toHaveLength(3);
  });

  it.each([
    ['an unknown path', '/nowhere', undefined, 404, 'not_found'],
    ['broken JSON', '/things', '{"name":', 400, 'malformed_json'],
    ['a body beyond the limit', '/things', `"${'x'.repeat(1000)}"`, 413, 'body_too_large'],
  ])('gives %s a stable code', async (_case, path, body, status, code) => {
    expect((await ask(path, body)).problem).toMatchObject({ status, code });
  });

  it('leaves a response alone that has begun', async () => {
    const response = await fetch(`${address}/streaming`);

    expect(response.status).toBe(200);
    expect(await response.text()).toBe('data: 1\n\n');
  });
});
