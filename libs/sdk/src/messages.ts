import type { components } from './generated.js';

/** Every message of the API and of the stream, by its name in the OpenAPI document. */
export type Schemas = components['schemas'];
export type Tokens = Schemas['SessionTokens'];
export type Problem = Schemas['Problem'];
