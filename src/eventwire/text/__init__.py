"""Strings into values, without a Doc: numbers, dates, calendar, TIMEX3, EDTF, datelines, names."""
