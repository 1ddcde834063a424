/** What is kept about the next certificate: how far its order is, and which ends were announced. */
import type { EndingCard, ExpiryNoticeStore } from '../people/card-expiry.ts'
import type { CertificateOrder, CertificateOrderStore } from '../people/certificate-order.ts'
import { isFinished } from '../people/certificate-order.ts'
import type { Database } from './schema.ts'

export function createCertificateOrderStore(database: Database): CertificateOrderStore {
  return {
    async find(accountId) {
      const row = await database
        .selectFrom('certificate_order')
        .select('progress')
        .where('account_id', '=', accountId)
        .where('finished_at', 'is', null)
        .executeTakeFirst()
      return row && (JSON.parse(row.progress) as CertificateOrder)
    },

    async keep(id, accountId, order, at) {
      const changed = {
        progress: JSON.stringify(order),
        changed_at: at,
        finished_at: isFinished(order) ? at : null,
      }
      const { numUpdatedRows } = await database
        .updateTable('certificate_order')
        .set(changed)
        .where('account_id', '=', accountId)
        .where('finished_at', 'is', null)
        .executeTakeFirst()
      if (numUpdatedRows > 0n) return
      // Two tabs may begin at once: the later one goes on with what the earlier one began.
      await database
        .insertInto('certificate_order')
        .values({ id, account_id: accountId, begun_at: at, ...changed })
        .onConflict((conflict) => conflict.column('account_id').where('finished_at', 'is', null).doUpdateSet(changed))
        .execute()
    },
  }
}

export function createExpiryNoticeStore(database: Database): ExpiryNoticeStore {
  return {
    async due({ daysBefore, endsAfter, endsUntil }, limit) {
      const rows = await database
        .selectFrom('certificate_binding as card')
        .innerJoin('account', 'account.id', 'card.account_id')
        .select(['card.id', 'card.account_id', 'card.label', 'card.issuer', 'card.not_after'])
        .select(['account.email', 'account.locale'])
        .where('card.status', '=', 'active')
        .where('card.not_after', '>', endsAfter)
        .where('card.not_after', '<=', endsUntil)
        .where('account.status', '=', 'active')
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('expiry_notice')
                .select('announced_at')
                .whereRef('expiry_notice.certificate_binding_id', '=', 'card.id')
                .where('expiry_notice.days_before', '=', daysBefore),
            ),
          ),
        )
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('certificate_binding as later')
                .select('later.id')
                .whereRef('later.account_id', '=', 'card.account_id')
                .where('later.status', '=', 'active')
                .whereRef('later.not_after', '>', 'card.not_after'),
            ),
          ),
        )
        .orderBy('card.not_after')
        .limit(limit)
        .execute()
      return rows.map(
        (row): EndingCard => ({
          id: row.id,
          accountId: row.account_id,
          email: row.email,
          locale: row.locale === 'en' ? 'en' : 'fr',
          label: row.label,
          issuer: row.issuer,
          notAfter: row.not_after,
        }),
      )
    },

    async announce(cardId, daysBefore, at) {
      const announced = await database
        .insertInto('expiry_notice')
        .values({ certificate_binding_id: cardId, days_before: daysBefore, announced_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .returning('days_before')
        .executeTakeFirst()
      return announced !== undefined
    },
  }
}
