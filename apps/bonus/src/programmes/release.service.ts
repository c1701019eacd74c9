import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigError } from '@croupier/runtime';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { BonusConfig } from '../bonus.config.js';
import { type ProgrammeFile, programmeFrom } from './programme-file.js';
import { ProgrammesService } from './programmes.service.js';

/** Brings in the programmes that came with the release. One that breaks a rule keeps the app from starting. */
@Injectable()
export class ReleaseService implements OnApplicationBootstrap {
  private readonly files: ReadonlyMap<string, ProgrammeFile>;

  constructor(
    private readonly config: BonusConfig,
    private readonly programmes: ProgrammesService,
  ) {
    this.files = readProgrammes(path.resolve(config.BONUS_PROGRAMMES_DIR));
  }

  async onApplicationBootstrap(): Promise<void> {
    for (const [file, { definition, version, publish }] of this.files) {
      const fault = await this.programmes.bringIn(definition, version, publish);
      if (fault)
        throw new ConfigError(
          `bonus cannot start with ${this.config.BONUS_PROGRAMMES_DIR}/${file}: ${fault}`,
        );
    }
  }
}

/** @throws ConfigError that names every file that cannot be used, and why. */
function readProgrammes(folder: string): Map<string, ProgrammeFile> {
  const programmes = new Map<string, ProgrammeFile>();
  const faults: string[] = [];
  for (const file of programmeFiles(folder)) {
    try {
      programmes.set(file, programmeFrom(file, readFileSync(path.join(folder, file), 'utf8')));
    } catch (error) {
      faults.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (faults.length > 0)
    throw new ConfigError(`bonus cannot start with these programmes in ${folder}:\n${faults.join('\n')}`);
  return programmes;
}

function programmeFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch (error) {
    throw new ConfigError(`bonus cannot read BONUS_PROGRAMMES_DIR ${folder}: ${String(error)}`);
  }
}
