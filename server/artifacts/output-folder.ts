import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createHash, randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Configuration } from '../config/configuration.js';
import { Database } from '../database/database.js';

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

  /** Removes the session's copy, also while its last file is being written. */
  async remove(sessionId: string): Promise<void> {
    await rm(this.path(sessionId), { recursive: true, force: true, maxRetries: 3 });
  }

  /**
   * Removes the copies of sessions that were deleted, perhaps on another server. Only of those: a folder that this
   * database does not know may belong to the one that was used before.
   */
  async removeDeleted(): Promise<void> {
    const names = await readdir(join(this.configuration.dataDir, 'output')).catch(() => []);
    if (names.length === 0) return;
    const { rows } = await sql<{ id: string }>`
      select id from deleted_sessions where id = any(${names}::text[])`.execute(this.database);
    for (const { id } of rows) await this.remove(id);
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
