import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { Problem } from '../problem/problem.js';
import type { UploadedFile } from './file-reader.js';

/** A file as multer hands it over. */
export interface ReceivedFile {
  originalname: string;
  size: number;
  buffer: Buffer;
}

/** Bytes of one uploaded file. */
export const MAX_UPLOAD = 20_000_000;

/** The route takes one file, the field `file` of a `multipart/form-data`; see `toUpload`. */
export function ReceivesFile(): MethodDecorator {
  return applyDecorators(
    UseInterceptors(FileInterceptor('file', { limits: { fileSize: MAX_UPLOAD, files: 1, fields: 10 } })),
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: {
        type: 'object',
        required: ['file'],
        properties: { file: { type: 'string', format: 'binary', description: 'At most 20 MB.' } },
      },
    }),
  );
}

/**
 * What the interceptor has received. Of the name only its last part is kept; browsers send it as UTF-8 bytes, which
 * multer reads as Latin-1.
 * @throws Problem 400 `validation_failed` when there is none, or nothing in it
 */
export function toUpload(file: ReceivedFile | undefined): UploadedFile {
  if (!file || file.size === 0) {
    const errors = [{ field: 'file', message: 'must be a file that is not empty', code: 'file_missing' }];
    throw new Problem(400, 'validation_failed', { detail: 'There is no file in the request.', errors });
  }
  const utf8 = Buffer.from(file.originalname, 'latin1').toString('utf8');
  const name = (utf8.includes('\uFFFD') ? file.originalname : utf8).split(/[\\/]/).at(-1)!;
  return { name: name.replaceAll(/\p{Cc}/gu, '').slice(-200), bytes: file.buffer };
}
