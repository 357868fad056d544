import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createHash, randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Configuration } from '../config/configuration.js';
import { Database } from '../database/database.js';

/** What is named otherwise is not ours to remove. */
const SESSION_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A file to copy. */
interface OutputFile {
  name: string;
  content: Buffer;
}

/**
 * The copy of a session's artifacts that people look at: `DATA_DIR/output/<session>/`. The database is the truth;
 * a copy that failed is made good by `sync()`.
 */
@Injectable()
export class OutputFolder {
  constructor(
    private readonly configuration: Configuration,
    private readonly database: Database,
  ) {}

  /** Absolute path of the session's folder. Session ids are ours and safe as names. */
  path(sessionId: string): string {
    return join(this.configuration.dataDir, 'output', sessionId);
  }

  async write(sessionId: string, files: readonly OutputFile[]): Promise<void> {
    for (const { name, content } of files) await writeAtomically(join(this.path(sessionId), name), content);
  }

  /** Removes the session's copy. */
  async remove(sessionId: string): Promise<void> {
    await rm(this.path(sessionId), { recursive: true, force: true });
  }

  /** Removes the copies of sessions that are no more, e.g. because another server has deleted them. */
  async removeOrphans(): Promise<void> {
    const entries = await readdir(join(this.configuration.dataDir, 'output')).catch(() => []);
    const ids = entries.filter((name) => SESSION_ID.test(name));
    if (ids.length === 0) return;
    const rows = await this.database.selectFrom('sessions').select('id').where('id', 'in', ids).execute();
    const known = new Set(rows.map(({ id }) => id));
    for (const id of ids) if (!known.has(id)) await this.remove(id);
  }

  /** Writes what is missing or different. */
  async sync(sessionId: string): Promise<void> {
    const rows = await this.database
      .selectFrom('artifacts')
      .select(['name', 'sha256'])
      .where('session_id', '=', sessionId)
      .execute();
    for (const { name, sha256 } of rows) {
      if ((await digest(join(this.path(sessionId), name))) === sha256) continue;
      const file = await this.database
        .selectFrom('artifacts')
        .select(['name', 'content'])
        .where('session_id', '=', sessionId)
        .where('name', '=', name)
        .executeTakeFirst();
      if (file) await this.write(sessionId, [file]);
    }
  }
}

/** A reader sees the old file or the new one, never a half: temporary name, sync, rename. */
async function writeAtomically(path: string, content: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function digest(path: string): Promise<string | undefined> {
  try {
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  } catch {
    // Not there, or not readable: it is written anew.
    return undefined;
  }
}
