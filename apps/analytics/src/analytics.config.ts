import { DatabaseConfig } from '@croupier/runtime';
import { IsString } from 'class-validator';

export class AnalyticsConfig extends DatabaseConfig {
  /** Folder of segments.json and offers.json, from the working directory. */
  @IsString()
  ANALYTICS_RULES_DIR: string = 'apps/analytics/rules';
}
