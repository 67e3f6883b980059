from django.contrib import admin
from django.urls import reverse
from tests.instruments.routes import all_routes
from tests.permissions import ROLES
from tests.test_permissions import ask
def test_observe(settled_village):
    v=settled_village
    print()
    for r in all_routes():
        if not r.is_of_the_admin: continue
        print("R", r.name, r.arguments)
    for model, ma in admin.site._registry.items():
        info=f"admin:{model._meta.app_label}_{model._meta.model_name}_"
        obj=model.objects.first()
        for verb,args in (("changelist",[]),("add",[]),("change",[obj]),("delete",[obj]),("history",[obj])):
            if args and not obj: print("NOOBJ",model.__name__); continue
            url=reverse(info+verb,args=[o.pk for o in args])
            row=[]
            for role in ROLES:
                try: 
                    r=ask("GET",url,v.people[role]); row.append(str(r.status_code)+(("→"+r["Location"][:20]) if r.status_code==302 and role in("visitor","resident") and verb=="changelist" else ""))
                except BaseException as e: row.append("EXC"); print("!!",url,role,type(e).__name__,str(e)[:150])
            print(model.__name__,verb,*row)
