import { Controller, Get, Header, ServiceUnavailableException } from '@nestjs/common';
import { ApiOkResponse, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { HealthCheckService } from '@nestjs/terminus';
import { Project } from '../config/project.js';
import { ProblemDto } from '../problem/problem.dto.js';
import { Problem } from '../problem/problem.js';
import { DatabaseCondition } from '../database/database-condition.js';
import { type DatabaseTrouble, TROUBLES } from '../database/database-trouble.js';
import { DatabaseIndicator } from './database.indicator.js';
import { HealthDto } from './health.dto.js';
import { StorageSizes } from './storage-sizes.js';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly database: DatabaseIndicator,
    private readonly condition: DatabaseCondition,
    private readonly sizes: StorageSizes,
    private readonly project: Project,
  ) {}

  /**
   * Whether this server can do its work: 200 while the database answers and takes writes; else 503 with
   * `database_unreachable`, `database_read_only` or `database_full`, and what helps.
   */
  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: HealthDto })
  @ApiServiceUnavailableResponse({ type: ProblemDto })
  async check(): Promise<HealthDto> {
    try {
      await this.health.check([() => this.database.check()]);
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      throw unwell('unreachable', error);
    }
    const { status } = this.condition.current;
    // It has answered just now: what is left is that it takes no writes.
    if (status === 'read_only' || status === 'disk_full') throw unwell(status);
    return {
      status: 'ok',
      name: 'zzzero',
      version: this.project.version,
      uptime: Math.round(process.uptime()),
      storage: await this.sizes.measure(),
    };
  }
}

function unwell(trouble: DatabaseTrouble, cause?: unknown): Problem {
  const { code, message, remedy } = TROUBLES[trouble];
  return new Problem(503, code, { detail: `${message} ${remedy}`, cause });
}
