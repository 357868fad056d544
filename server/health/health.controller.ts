import { Controller, Get, Header, ServiceUnavailableException } from '@nestjs/common';
import { ApiOkResponse, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { HealthCheckService } from '@nestjs/terminus';
import { Project } from '../config/project.js';
import { ProblemDto } from '../problem/problem.dto.js';
import { Problem } from '../problem/problem.js';
import { DatabaseIndicator } from './database.indicator.js';
import { HealthDto } from './health.dto.js';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly database: DatabaseIndicator,
    private readonly project: Project,
  ) {}

  /** Whether this server can do its work: 200 while the database answers. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: HealthDto })
  @ApiServiceUnavailableResponse({ type: ProblemDto })
  async check(): Promise<HealthDto> {
    try {
      await this.health.check([() => this.database.check()]);
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      throw new Problem(503, 'database_unavailable', {
        detail: 'The database does not answer.',
        cause: error,
      });
    }
    return {
      status: 'ok',
      name: 'zzzero',
      version: this.project.version,
      uptime: Math.round(process.uptime()),
    };
  }
}
