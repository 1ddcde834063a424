-- Once revoked, always revoked: what any list or answer ever said, whatever later ones forget.
create table revoked_certificate (
  issuer_key_sha256 text not null,
  serial_number text not null,
  reason text not null,
  revoked_at bigint not null,
  stated_at bigint not null,
  primary key (issuer_key_sha256, serial_number)
);
