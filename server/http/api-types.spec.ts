import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';
import prettier from 'prettier';
import { startTestApplication } from '../testing/test-application.js';

const FILE = join(import.meta.dirname, '../../client/src/app/api/schema.ts');
const HEADER = '// Made from the OpenAPI by `npm run api-types`; not to be edited.\n\n';

/** The client's types, from the document that the server serves. */
async function generate(): Promise<string> {
  const test = await startTestApplication();
  try {
    const document = (await (await fetch(`${test.api}/docs-json`)).json()) as Parameters<
      typeof openapiTypescript
    >[0];
    const text = astToString(
      await openapiTypescript(document, { alphabetize: true, defaultNonNullable: false }),
    );
    return await prettier.format(HEADER + text, {
      ...(await prettier.resolveConfig(FILE)),
      parser: 'typescript',
    });
  } finally {
    await test.close();
  }
}

it('the types of the client are those of the API', async () => {
  const current = await generate();
  if (process.env['API_TYPES'] === 'write') await writeFile(FILE, current);
  expect(await readFile(FILE, 'utf8')).toBe(current);
});
