import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { DynamicModule, Type } from '@nestjs/common';

/** What a workflow's file exports: a Nest module that provides its definition. */
interface WorkflowFile {
  default: Type;
}

/** The workflows of a folder: each is a folder of its own with a `<name>.module.ts` whose default export is a module. */
export class WorkflowsModule {
  /** Adding a workflow is adding its folder; nothing outside it changes. */
  static async scan(folder: URL): Promise<DynamicModule> {
    const entries = await readdir(fileURLToPath(folder), { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    const imports = await Promise.all(
      names.map(async (name) => {
        const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
        const file = (await import(
          new URL(`${name}/${name}.module.${extension}`, folder).href
        )) as WorkflowFile;
        return file.default;
      }),
    );
    return { module: WorkflowsModule, imports };
  }
}
