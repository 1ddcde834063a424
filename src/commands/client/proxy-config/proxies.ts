import { caddy } from './caddy.ts'
import { envoy } from './envoy.ts'
import { haproxy } from './haproxy.ts'
import { nginx } from './nginx.ts'
import type { ConfigurationMaker } from './site.ts'
import { traefik } from './traefik.ts'

export const PROXIES = { nginx, haproxy, traefik, caddy, envoy } as const satisfies Record<string, ConfigurationMaker>
export type ProxyName = keyof typeof PROXIES

export const isProxy = (name: string): name is ProxyName => Object.hasOwn(PROXIES, name)
