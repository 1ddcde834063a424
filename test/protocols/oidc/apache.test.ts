import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApache } from '../../attacks/proxies/real-proxy.ts'
import type { Browser } from '../../support/browser-client.ts'
import { needs } from '../../support/needs.ts'
import { type PortalUnderTest, startPortal } from '../../support/portal-under-test.ts'
import { freePort, type ServerProcess } from '../../support/server-process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { callbackOf, registerApplication } from './support/application.ts'
import { arrive, signInByEmail } from './support/ways-in.ts'

/** An independent client, written in C by others: Debian's mod_auth_openidc, over TLS both ways. */
needs('apache', 'mod-auth-openidc')('Apache with mod_auth_openidc', () => {
  const authorities = getCACertificates('default')
  let portal: PortalUnderTest
  let apache: ServerProcess
  let origin: string

  beforeAll(async () => {
    portal = await startPortal()
    // As NODE_EXTRA_CA_CERTS does for a service: the application's certificate is of the same authority as the portal's.
    setDefaultCACertificates([...authorities, readFileSync(portal.pki.caPath, 'utf8')])
    origin = `https://localhost:${await freePort()}`
    const application = await registerApplication(portal, {
      redirectUris: [`${origin}/dossiers/retour`],
      postLogoutRedirectUris: [`${origin}/public/`],
      backChannelLogoutUri: `${origin}/dossiers/retour?logout=backchannel`,
      privateAddresses: ['127.0.0.1', '::1'],
      signingAlgorithm: 'RS256',
    })
    const folder = temporaryFolder()
    for (const part of ['dossiers', 'public']) {
      mkdirSync(join(folder, 'htdocs', part), { recursive: true })
      writeFileSync(join(folder, 'htdocs', part, 'index.html'), `<h1>${part}</h1>`)
    }
    // Apache works as nobody, to whom the folder of the portal is closed.
    writeFileSync(join(folder, 'ca.pem'), readFileSync(portal.pki.caPath))
    apache = await startApache(MODULES, configuration(portal, application, origin, folder), folder)
  })
  afterAll(async () => {
    setDefaultCACertificates(authorities)
    await apache?.stop()
    await portal?.stop()
  })

  /** A browser as two: one for the cookies of each origin. */
  async function person() {
    const [atPortal, atApache] = [portal.browser(), portal.browser({ origin })]
    const who = await portal.people.byEmail()
    const asked = await atApache.get('/dossiers/', NAVIGATION)
    const out = await signInByEmail(portal, atPortal, await arrive(atPortal, asked.location), who)
    const entered = await atApache.open(out.location)
    return { atPortal, atApache, who, entered }
  }

  const isOut = async (atApache: Browser): Promise<boolean> =>
    (await atApache.get('/dossiers/', NAVIGATION)).location.startsWith(`${portal.origin}/oidc/auth?`)

  it('logs in; acr, amr and the rest reach the application', async () => {
    const { entered, who } = await person()
    expect(entered.body).toBe('<h1>dossiers</h1>')
    expect(entered.headers).toMatchObject({
      'x-acr': 'urn:parvis:acr:pwd-mail',
      'x-amr': 'pwd,mail',
      'x-email': who.email,
      'x-profile': 'intervenant-de-partie',
    })
    expect(entered.headers['x-user']).toMatch(/^[0-9a-f]{64}/)
  })

  it('is out after the logout at the portal: told over the back channel', async () => {
    const { atPortal, atApache } = await person()
    expect(await isOut(atApache)).toBe(false)
    await atPortal.press(await atPortal.open('/expertises'), 'Se déconnecter')
    await expect.poll(() => isOut(atApache), { timeout: 8000 }).toBe(true)
  })

  it('logs out of everything by itself', async () => {
    const { atPortal, atApache } = await person()
    const leaving = await atApache.get(`/dossiers/retour?logout=${encodeURIComponent(`${origin}/public/`)}`)
    expect(leaving.location).toContain(`${portal.origin}/oidc/logout?`)
    expect(await callbackOf(atPortal, leaving.location)).toContain(`${origin}/public/`)
    expect((await atPortal.get('/expertises')).location).toContain('/?suite=')
  })
})

/** Whoever does not look like a browser that goes somewhere is refused instead of being sent to log in. */
const NAVIGATION = { accept: 'text/html' }

const MODULES = ['ssl', 'dir', 'mime', 'headers', 'env', 'authn_core', 'authz_user', 'auth_openidc']

const configuration = (
  portal: PortalUnderTest,
  { id, secret }: { readonly id: string; readonly secret: string },
  origin: string,
  folder: string,
): string => `
Listen ${new URL(origin).port}
TypesConfig /etc/mime.types
DocumentRoot ${folder}/htdocs
SSLEngine on
SSLCertificateFile ${portal.settings.portal.tls.certificateFile}
SSLCertificateKeyFile ${portal.settings.portal.tls.keyFile}
OIDCProviderMetadataURL ${portal.origin}/oidc/.well-known/openid-configuration
OIDCCABundlePath ${folder}/ca.pem
OIDCClientID ${id}
OIDCClientSecret ${secret}
OIDCRedirectURI ${origin}/dossiers/retour
OIDCCryptoPassphrase une-phrase-de-test
OIDCScope "openid profile email"
OIDCPKCEMethod S256
OIDCIDTokenSignedResponseAlg RS256
OIDCSessionType server-cache
OIDCRemoteUserClaim sub
<Directory ${folder}/htdocs>
  Require all granted
  DirectoryIndex index.html
</Directory>
<Location /dossiers>
  AuthType openid-connect
  Require valid-user
  Header set X-User "expr=%{REMOTE_USER}"
  Header set X-Acr "expr=%{reqenv:OIDC_CLAIM_acr}"
  Header set X-Amr "expr=%{reqenv:OIDC_CLAIM_amr}"
  Header set X-Email "expr=%{reqenv:OIDC_CLAIM_email}"
  Header set X-Profile "expr=%{reqenv:OIDC_CLAIM_active_profile}"
</Location>
`
