import { ProgrammeDefinition } from '@croupier/contracts';
import { plainToInstance } from 'class-transformer';
import { IsBoolean, IsDefined, IsInt, IsObject, Min, ValidateNested, validateSync } from 'class-validator';
import { type ValidationError } from 'class-validator';
import { Type } from 'class-transformer';
import { faultsOf } from './publication.js';

/** A programme as a file beside the app. */
export class ProgrammeFile {
  @IsInt()
  @Min(1)
  version: number;

  /** False leaves it a draft. */
  @IsBoolean()
  publish: boolean;

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => ProgrammeDefinition)
  definition: ProgrammeDefinition;
}

/** Reads one file. @throws Error that names every fault: of its form, its name, and of a rule of publication. */
export function programmeFrom(fileName: string, text: string): ProgrammeFile {
  const file = plainToInstance(ProgrammeFile, JSON.parse(text));
  const errors = validateSync(file, { whitelist: true, forbidNonWhitelisted: true });
  if (errors.length > 0) throw new Error(explain(errors).join('; '));
  const { programmeId } = file.definition;
  if (fileName !== `${programmeId}.json`)
    throw new Error(`defines ${programmeId}, so it must be called ${programmeId}.json`);
  const faults = file.publish ? faultsOf(file.definition) : [];
  if (faults.length > 0)
    throw new Error(faults.map(({ field, message }) => `${field} ${message}`).join('; '));
  return file;
}

function explain(errors: ValidationError[], parent = ''): string[] {
  return errors.flatMap(({ property, constraints, children }) => {
    const field = parent ? `${parent}.${property}` : property;
    return [
      ...Object.values(constraints ?? {}).map((text) => `${field}: ${text}`),
      ...explain(children ?? [], field),
    ];
  });
}
