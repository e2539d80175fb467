"""The legal forms of the national schema, by name, as INSEE's categories. Pure."""

FORMES: dict[str, tuple[str, ...]] = {
    "ei": ("1",),
    "microentrepreneur": ("1",),
    "eurl": ("54",),
    "sarl": ("54",),
    "selarl": ("5485",),
    "sas": ("57",),
    "sasu": ("57",),
    "sa": ("55", "56"),
    "snc": ("52",),
    "scs": ("53",),
    "sca": ("53",),
    "sica": ("5432", "5532", "6532"),
    "gaec": ("6533",),
    "earl": ("6598",),
    "gie": ("62",),
    "scop": ("5458", "5558"),
    "scic": ("5460", "5560"),
    "association": ("92",),
    "fondation": ("93",),
}
"""The categories each name stands for, whole or by their beginning."""
SURES: dict[str, tuple[str, ...]] = {
    "microentrepreneur": (),
    "eurl": (),
    "sasu": ("5720",),
    "scs": ("5306",),
    "sca": ("5308",),
}
"""For names of a part of their categories: those that are surely of that name, others only may be."""
