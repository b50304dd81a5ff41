-- How a collecting period stood when its report was signed, as JSON: what comes later is seen beside it.
alter table dp_obligation add column figures_at_signing varchar(400);
