-- Whether a carer has sealed entries is asked at every start and before each private entry: without reading them all.

CREATE INDEX entry_sealed ON entry (carer) WHERE detail LIKE '{"sealed":%';
