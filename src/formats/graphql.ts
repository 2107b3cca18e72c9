import { isObject } from '../domain/json-object.ts';

/** Whether a text may hold lists of GraphQL: those of other services are read as they stand. */
export function mayHoldConnections(text: string): boolean {
  return /"(?:edges|nodes)"\s*:/.test(text);
}

/** A value with plain lists in place of `{"edges": [{"node": …}]}` and `{"nodes": […]}`, at any depth. */
export function withoutConnections(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutConnections);
  if (!isObject(value)) return value;
  const list = nodesOf(value);
  if (list) return list.map(withoutConnections);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutConnections(each)]));
}

/** The records of a list of GraphQL; null for another object. */
function nodesOf({ edges, nodes }: Readonly<Record<string, unknown>>): readonly unknown[] | null {
  if (Array.isArray(nodes)) return nodes;
  if (!Array.isArray(edges) || !edges.every((edge) => isObject(edge) && 'node' in edge)) return null;
  return edges.map((edge: Readonly<Record<string, unknown>>) => edge.node);
}
