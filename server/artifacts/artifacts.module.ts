import { Module } from '@nestjs/common';
import { ArtifactController } from './artifact.controller.js';
import { OutputFolder } from './output-folder.js';

/** Files that runs produce. */
@Module({ controllers: [ArtifactController], providers: [OutputFolder], exports: [OutputFolder] })
export class ArtifactsModule {}
