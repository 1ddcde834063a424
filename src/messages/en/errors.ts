import type { errors as source } from '../fr/errors.ts'

export const errors: typeof source = {
  'profile-missing': 'Choose your profile.',
  'answer-missing': 'Answer "Yes" or "No".',
  'email-missing': 'Enter your email address.',
  'email-malformed': 'This email address is not complete. Example: first.last@example.com',
  'password-missing': 'Enter your password.',
  'credentials-wrong': 'The email address or the password is not right. Check both, then try again.',
  'code-missing': 'Enter the 6-digit code received by email.',
  'code-malformed': 'The code has 6 digits and no letter. Example: 123456',
  'code-wrong': 'This is not the right code. Use the one from the latest email.',
  'current-password-wrong': 'The current password is not right.',
  'new-password-missing': 'Enter a new password.',
  'new-password-short': 'The new password has fewer than 15 characters. A sentence of several words will do.',
  'new-password-long': 'The new password is too long.',
  'new-password-common':
    'This password is easy to guess: too common, repetitive, or made of your name or that of the service.',
  'new-password-same': 'The new password must differ from the current one.',
  'confirmation-missing': 'Enter the new password a second time.',
  'confirmation-different': 'The two entries of the new password differ.',
  'acceptance-missing': 'Tick the box to accept the terms of use.',
}
