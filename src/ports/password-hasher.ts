/** Slow hashing of passwords (PW-16). Costs memory and time on purpose, so an implementation bounds how many run at once. */
export interface PasswordHasher {
  /** @throws Outage when too many wait already. */
  hash(password: string): Promise<string>
  /** Takes the same time whether or not the password fits. @throws Outage when too many wait already. */
  verify(hash: string, password: string): Promise<boolean>
}
