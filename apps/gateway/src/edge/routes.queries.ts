import { type MessageClass } from '@croupier/kernel';
import { RequestMethod } from '@nestjs/common';
import {
  HTTP_CODE_METADATA,
  METHOD_METADATA,
  PATH_METADATA,
  ROUTE_ARGS_METADATA,
} from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { isPublic, operationOf, type OperationOptions } from './operation.js';

/** One route of a controller, as its decorators declare it. */
export interface Route {
  method: string;
  /** As Fastify writes it: `/v1/rounds/:id`. */
  url: string;
  /** Status of success. */
  status: number;
  open: boolean;
  operation?: OperationOptions;
  body?: MessageClass;
  query?: MessageClass;
  path?: MessageClass;
}

interface Controller {
  new (...parts: never[]): object;
  prototype: Record<string, unknown>;
}

/** The routes of a controller. The document of the API and the edge's rules are both read from here. */
export function routesOf(controller: unknown): Route[] {
  const type = controller as Controller;
  const names = Object.getOwnPropertyNames(type.prototype).filter((name) => name !== 'constructor');
  return names.flatMap((name) => {
    const method = type.prototype[name];
    if (typeof method !== 'function' || !Reflect.hasMetadata(METHOD_METADATA, method)) return [];
    return [routeOf(type, name, method)];
  });
}

function routeOf(controller: Controller, name: string, method: object): Route {
  const verb = RequestMethod[Reflect.getMetadata(METHOD_METADATA, method) as number] ?? '';
  const operation = operationOf(method);
  const parts = [controller, method].map((target) =>
    String(Reflect.getMetadata(PATH_METADATA, target) ?? ''),
  );
  const url = `/${parts
    .join('/')
    .split('/')
    .filter((part) => part !== '')
    .join('/')}`;
  const status =
    (Reflect.getMetadata(HTTP_CODE_METADATA, method) as number | undefined) ?? defaultStatus(verb);
  return {
    method: verb,
    url,
    status,
    open: isPublic(controller, method),
    ...(operation ? { operation } : {}),
    ...inputsOf(controller, name),
  };
}

function defaultStatus(verb: string): number {
  return verb === 'POST' ? 201 : 200;
}

function inputsOf(controller: Controller, name: string): Pick<Route, 'body' | 'query' | 'path'> {
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype, name) ??
    []) as MessageClass[];
  const declared = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<
    string,
    { index: number }
  >;
  const inputs: Pick<Route, 'body' | 'query' | 'path'> = {};
  for (const [key, { index }] of Object.entries(declared)) {
    const kind = Number(key.split(':')[0]) as RouteParamtypes;
    const type = types[index];
    if (!type) continue;
    if (kind === RouteParamtypes.BODY) inputs.body = type;
    if (kind === RouteParamtypes.QUERY) inputs.query = type;
    if (kind === RouteParamtypes.PARAM) inputs.path = type;
  }
  return inputs;
}
