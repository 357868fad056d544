import { Module } from '@nestjs/common';
import { FileReader } from './file-reader.js';

/** What people upload, made safe to read. */
@Module({ providers: [FileReader], exports: [FileReader] })
export class UploadsModule {}
